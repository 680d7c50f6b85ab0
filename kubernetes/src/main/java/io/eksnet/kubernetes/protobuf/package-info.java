/**
 * Request bodies in Kubernetes' protobuf form, turned into the JSON documents that everything else
 * works on.
 *
 * <p>kubectl 1.29 and newer and Helm 4 send typed creates and updates as {@code
 * application/vnd.kubernetes.protobuf} and do not fall back to JSON. Only reading is needed: every
 * client lists JSON in its Accept header. The message types are a text table, made at build time
 * from {@code io.kubernetes:client-java-proto} plus {@code additions.txt}; nothing of protobuf-java
 * is on the run-time class path.
 *
 * <p>This package knows no HTTP and no world. Start with {@link
 * io.eksnet.kubernetes.protobuf.ProtobufDocuments}.
 */
package io.eksnet.kubernetes.protobuf;
