/**
 * A network as the terminal and the daemon both know it: its name, the folder that keeps its state,
 * and where it answers.
 *
 * <p>Files are read and written here, but nothing is started or asked. Start with {@link
 * io.eksnet.app.network.StateFolder}.
 */
package io.eksnet.app.network;
