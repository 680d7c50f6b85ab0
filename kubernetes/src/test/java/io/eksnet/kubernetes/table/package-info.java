@NullMarked
package io.eksnet.kubernetes.table;

import org.jspecify.annotations.NullMarked;
