/**
 * The terminal, the daemon, threads and clock, configuration and wiring: everything that makes one
 * program of the other rooms. Nothing depends on this package.
 *
 * <p>Only here may a line go to the terminal, and only through the writers of the command line, so
 * that tests read what a user reads. A verb is one class that {@link io.eksnet.app.Verbs} names
 * once; it parses, asks another room, and prints what {@code report} made of the answer.
 *
 * <p>Start reading at {@link io.eksnet.app.Main}, then {@link io.eksnet.app.Verbs}.
 */
package io.eksnet.app;
