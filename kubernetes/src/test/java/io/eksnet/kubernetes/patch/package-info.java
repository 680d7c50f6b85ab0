@NullMarked
package io.eksnet.kubernetes.patch;

import org.jspecify.annotations.NullMarked;
