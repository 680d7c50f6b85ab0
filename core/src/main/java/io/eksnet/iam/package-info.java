/**
 * What AWS IAM is: roles, policies, instance profiles and OIDC providers, and how a policy judges a
 * call.
 *
 * <p>Facts and pure rules; who a caller is comes from the wire. Start with {@link
 * io.eksnet.iam.Role}.
 */
package io.eksnet.iam;
