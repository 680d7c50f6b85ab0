package io.eksnet.id;

import java.time.Instant;

/**
 * What a rule may know beside the facts.
 *
 * @param now the present, real or virtual
 * @param ids where ids for new things come from
 */
public record Context(Instant now, IdSource ids) {}
