/** Strict reading of YAML files by a description of their keys: values with their places, types, every problem at once. */
@NullMarked
package io.dopaflow.scenarios.format;

import org.jspecify.annotations.NullMarked;
