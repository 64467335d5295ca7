package io.dopaflow.scenarios.report;

import io.dopaflow.analysis.report.Words;
import io.dopaflow.analysis.run.RunManifest;

/** How a run ended. */
final class Ending {
    private Ending() {}

    /** In a word or two. */
    static String word(RunManifest manifest) {
        return switch (manifest.status()) {
            case FINISHED -> "Finished";
            case CANCELLED -> "Cancelled";
            case FAILED -> "Failed";
            case RUNNING -> "Not ended";
        };
    }

    /** In one sentence, with what it cost. */
    static String sentence(ReportedRun run) {
        RunManifest manifest = run.manifest();
        String engine = " on the " + manifest.environment().engine() + " engine";
        String time = Words.duration(manifest.work().wallSeconds());
        return switch (manifest.status()) {
            case FINISHED ->
                "It took " + time + engine + ", for "
                        + Words.large((double) manifest.work().synapticEvents()) + " synaptic events.";
            case CANCELLED -> "It was cancelled after " + time + engine + ", with " + run.reached() + " done.";
            case FAILED ->
                manifest.failure()
                        .map(failure -> "It failed" + engine + " in " + failure.culprit() + " at " + failure.at() + ": "
                                + failure.message())
                        .orElse("It failed" + engine + ".");
            case RUNNING ->
                "It has not ended: it was killed, or was still going on" + engine
                        + " when this report was made, which has what was on the disk by then.";
        };
    }
}
