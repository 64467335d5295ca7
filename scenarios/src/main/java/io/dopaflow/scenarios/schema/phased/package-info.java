/** The form of learning rules in files. */
@NullMarked
package io.dopaflow.scenarios.schema.phased;

import org.jspecify.annotations.NullMarked;
