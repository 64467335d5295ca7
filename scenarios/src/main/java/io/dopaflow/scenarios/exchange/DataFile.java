package io.dopaflow.scenarios.exchange;

import io.dopaflow.analysis.store.AtomicFile;

/**
 * A file that is to be written.
 *
 * @param name relative to the folder of all of them, with / between folders
 * @param content what is in it
 */
public record DataFile(String name, AtomicFile.Content content) {}
