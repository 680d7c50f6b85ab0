@NullMarked
package io.eksnet.kubernetes.status;

import org.jspecify.annotations.NullMarked;
