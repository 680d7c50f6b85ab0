/**
 * Between documents and facts: what a Kubernetes object is as JSON, and what core keeps of it.
 *
 * <p>An object is stored in parts ({@link io.eksnet.kube.KubeObject}): metadata typed, the rest and
 * the status as bytes, and the typed fact that core reads. {@link
 * io.eksnet.kubernetes.documents.ObjectParts} takes a document apart, {@link
 * io.eksnet.kubernetes.documents.ObjectText} joins the parts again without parsing them. {@link
 * io.eksnet.kubernetes.documents.FactReader} reads the facts, one reader a kind; {@link
 * io.eksnet.kubernetes.documents.KubeDocuments} renders what core's controllers write.
 *
 * <p>Functions of their arguments: no HTTP, no clock, no storage. Documents that come here have
 * passed admission, so that defaults are filled in.
 */
package io.eksnet.kubernetes.documents;
