package io.eksnet.kubernetes.schema;

/**
 * One field of a type.
 *
 * @param name as in JSON
 * @param type what it holds
 * @param required whether the API documents list it as required
 * @param patch how it is merged
 * @param atomicMap whether server-side apply owns a map or object in it as a whole
 */
public record Field(
    String name, FieldType type, boolean required, PatchRule patch, boolean atomicMap) {}
