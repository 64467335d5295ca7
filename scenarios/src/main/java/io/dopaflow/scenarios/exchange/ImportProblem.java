package io.dopaflow.scenarios.exchange;

import io.dopaflow.scenarios.format.Place;
import io.dopaflow.scenarios.format.Problems;
import java.nio.file.Path;

/** Says what cannot be imported. */
final class ImportProblem {
    private ImportProblem() {}

    /** Of a file. */
    static void at(Problems problems, Path file, String found, String allowed) {
        problems.add(Place.of(file.toString()), "", found, allowed);
    }
}
