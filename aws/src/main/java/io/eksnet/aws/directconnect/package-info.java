/**
 * Direct Connect's API: gateways, their associations and virtual interfaces.
 *
 * <p>{@link io.eksnet.aws.directconnect.DirectConnectActions} registers what is served. The rules
 * are in {@code io.eksnet.vpc}, where routes depend on them. Connections, the cables, are not
 * modelled: any id that begins with {@code dxcon-} names one.
 */
package io.eksnet.aws.directconnect;
