/**
 * The vocabulary of the schema: types of values that each know how to read and check a value, to write it back, to say
 * in words what is allowed, and to say the same as JSON Schema.
 */
@NullMarked
package io.dopaflow.scenarios.schema.type;

import org.jspecify.annotations.NullMarked;
