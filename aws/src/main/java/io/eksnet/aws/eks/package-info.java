/**
 * EKS's actions over eksnet's facts and commands, and the schemas of its add-ons' values.
 *
 * <p>Handlers translate and nothing else; what a fact does not hold is left out of an answer rather
 * than made up. Start with {@code EksActions}.
 */
package io.eksnet.aws.eks;
