/** Learning rules by their names and in files. */
@NullMarked
package io.dopaflow.scenarios.load.phased;

import org.jspecify.annotations.NullMarked;
