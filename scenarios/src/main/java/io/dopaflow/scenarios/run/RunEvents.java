package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.models.task.Score;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells the log and the listener what happens in a run. */
record RunEvents(RunLog log, RunListener listener, RunFamily family) {

    /** The run starts. */
    void started(RunManifest manifest, long fromStep) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("scenario", manifest.name());
        details.put("seed", manifest.seed());
        details.put("dopaflow", manifest.dopaflow());
        details.put("engine", manifest.environment().engine());
        details.put("engine_reason", manifest.environment().reason());
        details.put("threads", manifest.environment().threads());
        details.put("jvm", manifest.environment().jvm());
        details.put("os", manifest.environment().os());
        details.putAll(family.details(fromStep));
        log.info(fromStep == 0 ? "start" : "resume", details);
    }

    /** The run has come so far. */
    void progressed(long done, long planned) {
        listener.onProgress(done, planned);
    }

    /** The network was scored. */
    void scored(Progress score) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("epoch", score.epoch());
        details.put("opportunity", score.opportunity());
        details.putAll(family.details(score));
        score.training().byName().forEach((name, value) -> details.put("training_" + name, value));
        score.heldOut()
                .map(Score::byName)
                .orElse(Map.of())
                .forEach((name, value) -> details.put("held_out_" + name, value));
        details.put("elapsed_s", score.elapsedSeconds());
        log.info("score", details);
        listener.onScore(score);
    }

    /** The run has ended, however. */
    void ended(RunManifest manifest, RunOutcome.Load load, Optional<Throwable> cause) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("status", manifest.status().text());
        details.putAll(family.details(manifest.work()));
        details.put("spikes", manifest.work().spikes());
        details.put("synaptic_events", manifest.work().synapticEvents());
        details.put("messages", manifest.work().messages());
        details.put("seconds", manifest.work().wallSeconds());
        details.put("rows", load.rowsWritten());
        details.put("most_rows_waiting", load.mostRowsWaiting());
        details.put("longest_lag_s", load.longestLagSeconds());
        manifest.digest().ifPresent(digest -> details.put("digest", digest));
        manifest.failure().ifPresent(failure -> {
            details.put("culprit", failure.culprit());
            details.put("at", failure.at());
            details.put("message", failure.message());
        });
        if (manifest.failure().isPresent()) {
            log.error("end", details, cause.orElseGet(() -> new IllegalStateException("no cause is known")));
        } else {
            log.info("end", details);
        }
    }
}
