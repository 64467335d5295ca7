package io.dopaflow.scenarios.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Names directories of runs, sweeps and studies that were told none. */
public final class NewDirectory {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private NewDirectory() {}

    /** {@code HOME/NAME-DATE-TIME} or, where something has that name already, with the first number that is free. */
    public static Path in(Path home, String name) {
        Path first = home.resolve(name + "-" + SECOND.format(LocalDateTime.now(ZoneId.systemDefault())));
        Path path = first;
        for (int number = 2; Files.exists(path); number++) {
            path = Path.of(first + "-" + number);
        }
        return path;
    }
}
