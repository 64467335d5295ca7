package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.InputFile;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.store.DirectoryLock;
import io.dopaflow.analysis.store.WrongFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where a run is written, by this process alone until it leaves.
 *
 * @param directory of the run
 * @param lock on it
 */
record RunPlace(RunDirectory directory, DirectoryLock lock) {
    /** Makes the directory of a new run. */
    static RunPlace create(RunOptions options, RunManifest manifest, String scenario, List<InputFile> inputs) {
        Path path = options.directory().orElseGet(() -> NewDirectory.in(RunOptions.HOME, manifest.name()));
        boolean overwrite = options.directory().isPresent() && options.overwrite();
        Supplier<RunDirectory> maker = () -> RunDirectory.create(path, overwrite, manifest, scenario, inputs);
        if (overwrite && Files.isDirectory(path)) {
            return locked(path, maker);
        }
        // Of several processes that make a new one only one succeeds.
        RunDirectory made = maker.get();
        return locked(path, () -> made);
    }

    /** Brings the directory of a run back to its checkpoint. */
    static RunPlace reopen(ResumableRun run, RunManifest resumed) {
        Path path = run.directory().path();
        return locked(path, () -> {
            if (!run.directory().manifest().equals(run.manifest())) {
                throw new WrongFileException(path, "found a run that another dopaflow has just resumed");
            }
            run.reopen(resumed);
            return run.directory();
        });
    }

    private static RunPlace locked(Path path, Supplier<RunDirectory> opener) {
        DirectoryLock lock = DirectoryLock.take(path);
        try {
            return new RunPlace(opener.get(), lock);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }
}
