package io.dopaflow.simulator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;

/**
 * Delays and reorders the messages to every actor at random: puts them back to the end of its queue, lets another thread
 * deliver them again, or holds them for some milliseconds.
 */
public final class Disorder implements ActorDecorator {
    private static final Duration HOLD = Duration.ofMillis(1);
    private final long seed;

    /** Disorder of its own for each seed. */
    public Disorder(long seed) {
        this.seed = seed;
    }

    @Override
    public <M> Behavior<M> decorate(String name, Class<M> messages, Behavior<M> behavior) {
        Random random = new Random(seed * 31 + name.hashCode());
        return Behaviors.intercept(() -> new Interceptor<>(messages, random), behavior);
    }

    private static final class Interceptor<M> extends BehaviorInterceptor<M, M> {
        private final Random random;

        Interceptor(Class<M> messages, Random random) {
            super(messages);
            this.random = random;
        }

        @Override
        public Behavior<M> aroundReceive(TypedActorContext<M> context, M message, ReceiveTarget<M> target) {
            ActorRef<M> self = context.asJava().getSelf();
            int choice = random.nextInt(10_000);
            if (choice < 5_000) {
                self.tell(message);
            } else if (choice < 6_000) {
                ForkJoinPool.commonPool().execute(() -> self.tell(message));
            } else if (choice < 6_003) {
                context.asJava().scheduleOnce(HOLD, self, message);
            } else {
                return target.apply(context, message);
            }
            return Behaviors.same();
        }
    }
}
