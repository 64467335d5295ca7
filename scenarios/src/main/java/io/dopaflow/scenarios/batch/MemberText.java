package io.dopaflow.scenarios.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/**
 * Results of runs as texts, for other processes: JSON. Read back, each number has the same bits; all that is not a number is NaN.
 *
 * @param <V> what a run gives
 */
public final class MemberText<V> {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build();

    private final JavaType type;

    private MemberText(JavaType type) {
        this.type = type;
    }

    /** For the results of a batch. */
    public static <V> MemberText<V> of(Batch<V> batch) {
        return new MemberText<>(JSON.getTypeFactory().constructParametricType(MemberResult.class, batch.valueType()));
    }

    /** The text of a result. */
    public String write(MemberResult<V> result) {
        try {
            return JSON.writerFor(type).writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the result of run " + result.number() + " has no text", e);
        }
    }

    /**
     * The result of a text.
     *
     * @throws IllegalArgumentException if it is the text of no such result
     */
    public MemberResult<V> read(String text) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the text of a result is damaged", e);
        }
    }
}
