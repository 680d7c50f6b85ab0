/**
 * AWS's wire formats over the SDK's own model classes.
 *
 * <p>A model class describes its members ({@code sdkFields()}); {@link io.eksnet.aws.codec.Shape}
 * is that description, made ready once. Four small machines walk it: {@link
 * io.eksnet.aws.codec.FormDecoder} and {@link io.eksnet.aws.codec.XmlEncoder} for EC2 and the Query
 * services, {@link io.eksnet.aws.codec.JsonCodec} for EKS, ACM and Direct Connect, and {@link
 * io.eksnet.aws.codec.ErrorBody} for refusals. There is no code per operation.
 *
 * <p>Nothing here knows HTTP, signatures or eksnet's world, and nothing a client sends is ignored:
 * what the model lacks, or what the action does not serve, becomes a {@link
 * io.eksnet.aws.codec.Problem}. Start with {@code Shape} and {@code FormDecoder}.
 */
package io.eksnet.aws.codec;
