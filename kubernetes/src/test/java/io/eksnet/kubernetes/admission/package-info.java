@NullMarked
package io.eksnet.kubernetes.admission;

import org.jspecify.annotations.NullMarked;
