package io.dopaflow.scenarios.exchange;

import java.util.HashSet;
import java.util.Set;

/** Names of groups and files that scenarios allow, made of others' names; no two alike. */
final class GroupNames {
    private static final int LONGEST = 64;

    private final Set<String> taken = new HashSet<>();

    /** A name like another one. */
    String like(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_-]", "_");
        if (!plain.matches("[A-Za-z].*")) {
            plain = "n" + plain;
        }
        plain = plain.substring(0, Math.min(plain.length(), LONGEST));
        String free = plain;
        for (int i = 2; !taken.add(free); i++) {
            String end = "-" + i;
            free = plain.substring(0, Math.min(plain.length(), LONGEST - end.length())) + end;
        }
        return free;
    }
}
