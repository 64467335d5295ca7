package io.dopaflow.analysis.query;

import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.store.DuckDb;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The row of a run in the view {@code runs}. */
final class RunRow {
    private RunRow() {}

    /** A query that gives it. */
    static String select(String run, RunManifest manifest) {
        return "SELECT " + run + " AS run, " + DuckDb.quoted(manifest.name()) + " AS scenario, "
                + DuckDb.quoted(manifest.family()) + " AS family, "
                + manifest.seed() + "::BIGINT AS seed, "
                + DuckDb.quoted(manifest.environment().engine()) + " AS engine, "
                + manifest.environment().threads() + "::INTEGER AS threads, "
                + DuckDb.quoted(manifest.status().text()) + " AS status, "
                + DuckDb.quoted(manifest.dopaflow()) + " AS dopaflow, "
                + DuckDb.quoted(LocalDateTime.ofInstant(manifest.started(), ZoneOffset.UTC)
                        .toString())
                + "::TIMESTAMP AS started, "
                + manifest.work().wallSeconds() + "::DOUBLE AS seconds, "
                + manifest.work().synapses() + "::BIGINT AS synapses, "
                + manifest.work().spikes() + "::BIGINT AS spikes, "
                + manifest.work().synapticEvents() + "::BIGINT AS synaptic_events, "
                + manifest.work().messages() + "::BIGINT AS messages, "
                + manifest.digest().map(DuckDb::quoted).orElse("NULL") + "::VARCHAR AS digest";
    }
}
