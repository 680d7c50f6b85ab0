/**
 * Cases that other projects wrote, measured against eksnet's rooms. The folder with them comes
 * beside the repository, not in it: where it is absent, these tests are skipped and say so.
 */
package io.eksnet.tests.corpus;
