/**
 * What a scenario file says, as records, and the one description of every key that validation, the JSON Schema, the
 * resolved file and the reference come from.
 */
@NullMarked
package io.dopaflow.scenarios.schema;

import org.jspecify.annotations.NullMarked;
