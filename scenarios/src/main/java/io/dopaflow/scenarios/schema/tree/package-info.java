/** YAML as a small immutable tree whose every node and key knows where it was written. */
@NullMarked
package io.dopaflow.scenarios.schema.tree;

import org.jspecify.annotations.NullMarked;
