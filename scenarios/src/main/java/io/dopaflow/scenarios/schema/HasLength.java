package io.dopaflow.scenarios.schema;

/** Settings that say how long a run is. */
interface HasLength {

    /** How long a run is. */
    LearningSettings.RunLength length();
}
