package io.dopaflow.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFilesTest {
    @TempDir
    Path folder;

    private static String text(FileStore store, Path file) throws IOException {
        try (InputStream in = store.open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String read(Path file) {
        try {
            return file.getFileName() + " " + Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void fileThatWasRead_staysAsItWas() throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "first");
        Path other = Files.writeString(folder.resolve("b.txt"), "other");
        KeptFiles kept = KeptFiles.ofDisk();
        assertThat(kept.isFile(file)).isTrue();
        assertThat(kept.all()).isEmpty();
        assertThat(text(kept, file)).isEqualTo("first");
        Files.writeString(file, "changed");
        assertThat(text(kept, file)).isEqualTo("first");
        assertThat(kept.size(file)).isEqualTo(5);
        assertThat(kept.onDisk(other, KeptFilesTest::read)).isEqualTo("b.txt other");
        assertThat(kept.all()).containsOnlyKeys(file, other);
    }

    @Test
    void givenFiles_areAllThereIs() throws Exception {
        Path there = Files.writeString(folder.resolve("there.txt"), "there");
        Path given = folder.resolve("given.txt");
        KeptFiles kept = KeptFiles.of(Map.of(given, "given".getBytes(StandardCharsets.UTF_8)));
        assertThat(text(kept, given)).isEqualTo("given");
        List<Path> copies = new ArrayList<>();
        String seen = kept.onDisk(given, file -> {
            copies.add(file);
            return read(file);
        });
        assertThat(seen).isEqualTo("given.txt given");
        assertThat(copies).singleElement().satisfies(copy -> {
            assertThat(copy).doesNotExist();
            assertThat(copy.getParent()).doesNotExist();
        });
        assertThat(kept.isFile(there)).isFalse();
        assertThatThrownBy(() -> kept.open(there)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> kept.size(there)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> kept.onDisk(there, KeptFilesTest::read)).isInstanceOf(NoSuchFileException.class);
    }
}
