package io.dopaflow.scenarios.load.spiking;

/** Reports what is wrong at one place, of a scenario or of a file that it names. */
@FunctionalInterface
interface Complaint {

    /** Reports what was found there, and what is allowed instead. */
    void wrong(String found, String allowed);
}
