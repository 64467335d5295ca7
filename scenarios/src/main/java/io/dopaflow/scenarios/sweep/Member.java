package io.dopaflow.scenarios.sweep;

import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.load.ScenarioSource;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of a sweep.
 *
 * @param number from 0: grid points one after the other, at each the seeds
 * @param point the grid point, from 0
 * @param values of the swept keys, in the order of the axes
 * @param seed of every random number
 */
public record Member(int number, int point, List<String> values, long seed) {

    /** Copies the values. */
    public Member {
        values = List.copyOf(values);
    }

    LoadedScenario load(ScenarioSource source, List<String> changes) throws InvalidScenarioException {
        List<String> all = new ArrayList<>(changes);
        all.add("seed=" + seed);
        return ScenarioLoader.load(source, all);
    }
}
