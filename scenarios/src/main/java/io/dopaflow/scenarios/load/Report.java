package io.dopaflow.scenarios.load;

import io.dopaflow.scenarios.format.Problems;

/** Takes problems by the path of their key and adds where it was written. */
record Report(Places places, Problems problems) {

    void wrong(String path, String found, String allowed) {
        problems.add(places.of(path), path, found, allowed);
    }
}
