package io.dopaflow.simulator.cluster;

import akka.cluster.ConfigValidation;
import akka.cluster.JoinConfigCompatChecker;
import com.typesafe.config.Config;
import java.util.List;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Keeps a node out of a cluster of another version, whose bits may differ. Akka finds this class by its name. */
final class SameVersion extends JoinConfigCompatChecker {
    /** The key of the version in the configuration of a node. */
    static final String KEY = "dopaflow.version";

    SameVersion() {}

    @Override
    public Seq<String> requiredKeys() {
        return CollectionConverters.asScala(List.of(KEY)).toList();
    }

    @Override
    public ConfigValidation check(Config theirs, Config ours) {
        return JoinConfigCompatChecker.fullMatch(requiredKeys(), theirs, ours);
    }
}
