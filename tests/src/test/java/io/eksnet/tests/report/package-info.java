/**
 * Renderings of traces against golden files in {@code src/test/resources/golden}. After a change
 * that is meant, run with {@code -Dgolden.update=true} and read the difference.
 */
package io.eksnet.tests.report;
