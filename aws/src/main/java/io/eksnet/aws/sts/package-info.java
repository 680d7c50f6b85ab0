/**
 * STS: who a caller is, and the tokens by which EKS clusters know their callers.
 *
 * <p>A cluster's token is a presigned GetCallerIdentity request in base64. {@link
 * io.eksnet.aws.sts.ClusterTokens} checks it here, where the signatures are, for the Kubernetes
 * side, which knows nothing of AWS.
 */
package io.eksnet.aws.sts;
