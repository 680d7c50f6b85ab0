package io.eksnet.vpc;

import io.eksnet.id.ZoneId;
import io.eksnet.id.ZoneName;

/**
 * An Availability Zone.
 *
 * @param name its name within one account, such as {@code us-west-2a}
 * @param id the same in every account, such as {@code usw2-az1}
 */
public record Zone(ZoneName name, ZoneId id) {}
