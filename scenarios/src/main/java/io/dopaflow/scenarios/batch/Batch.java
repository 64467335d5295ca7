package io.dopaflow.scenarios.batch;

import io.dopaflow.analysis.run.InputFile;
import io.dopaflow.analysis.store.ParquetRows;
import io.dopaflow.analysis.store.ResultColumn;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.run.DataDigest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Runs that are made as one, each of which gives a row of results. Everything was checked.
 *
 * @param <V> what a run gives when it comes to its end
 */
public interface Batch<V> {
    /**
     * Keys that came later, with values that mean what was done before there were any: left out of digests, so that what an
     * earlier version began is gone on with.
     */
    Pattern LATER_KEYS =
            Pattern.compile("(?m)^(model: learning-cycle|  scale_target: none|  distractors: 0|  tasks: 1)\n");

    /** What it is, a noun: the name of its files. */
    String kind();

    /** Goes up when the columns of the results get other names or meanings. */
    int formatVersion();

    /** Name of its scenario. */
    String name();

    /** SHA-256 of everything that decides the results. */
    String digest();

    /** What was asked for, as YAML. */
    String definition();

    /** How many runs there are, which are numbered from 0. */
    int size();

    /** Learning cycles of a run. */
    long cycles(int member);

    /** What a run takes, beside the others: where it is more a run is begun earlier, else in order. */
    default long cost(int member) {
        return 0;
    }

    /** The class of what a run gives. */
    Class<V> valueType();

    /** The columns of the results, {@code member} with the number of the run among them. */
    List<ResultColumn<MemberResult<V>>> columns();

    /** Reads a result back. */
    MemberResult<V> result(int member, ParquetRows.Row row);

    /** Names of files beside the results that are made of them at the end. */
    List<String> summaries();

    /** Of a scenario, all that decides its results: the digest is over it. */
    static String content(LoadedScenario scenario) {
        String text = LATER_KEYS.matcher(scenario.resolved()).replaceAll("");
        if (scenario instanceof LoadedPhased phased) {
            return text + DataDigest.of(phased.data());
        }
        return scenario instanceof LoadedCycle cycle
                ? text + DataDigest.of(cycle.data())
                : text + InputFile.digest(scenario.inputs()).orElse("");
    }
}
