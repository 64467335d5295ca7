/** What every engine is given and tells, whatever the family of models: the simulation, its states, its records. */
@NullMarked
package io.dopaflow.models.record;

import org.jspecify.annotations.NullMarked;
