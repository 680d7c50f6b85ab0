@NullMarked
package io.eksnet.kubernetes.schema;

import org.jspecify.annotations.NullMarked;
