/**
 * What a user configures: eksctl's ClusterConfig, read with the place of every word, so that each
 * problem is told with file, line and column, all of them at once.
 *
 * <p>{@link io.eksnet.app.config.ClusterConfigReader} turns text into a {@link
 * io.eksnet.app.config.ClusterConfig}; {@link io.eksnet.app.config.Yaml} is the tree below it.
 * Nothing here touches a running network. Start with {@code ClusterConfig}.
 */
package io.eksnet.app.config;
