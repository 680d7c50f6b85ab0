@NullMarked
package io.eksnet.kubernetes;

import org.jspecify.annotations.NullMarked;
