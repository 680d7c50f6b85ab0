/**
 * IAM's API: roles, policies, instance profiles and identity providers, as IAM shows them.
 *
 * <p>Policies come as JSON; {@link io.eksnet.aws.iam.PolicyReader} makes core's typed documents of
 * them. IAM is one for all Regions: things are their account's. Start with {@link
 * io.eksnet.aws.iam.IamActions}.
 */
package io.eksnet.aws.iam;
