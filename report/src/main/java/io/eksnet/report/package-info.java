/**
 * Core's records as text and JSON for people and programs. No rules of its own: what is shown was
 * decided in core.
 *
 * <p>A renderer is a pure function of a record and a {@link io.eksnet.report.Style}. Output is
 * sorted and stable: the same world gives the same bytes. Start with {@code NetworkPicture}.
 */
package io.eksnet.report;
