package dev.assay.edge.config;

import dev.assay.edge.HostPort;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A service's configuration: a record whose components are the keys. Values come, last one wins, from the record's
 * {@code static defaults()}, a file of {@code key = value} lines, and environment variables ({@code bidWindow} is
 * {@code PREFIX_BID_WINDOW}). An unknown key or a value of the wrong form stops the start.
 *
 * <p>Components may be String, int, long, boolean, Path, Duration (such as {@code 250ms}, {@code 5s}, {@code 10m},
 * {@code 2h}), HostPort, Digest, an enum, a Set of String or Digest (comma-separated), or an Optional of any of these (empty text is
 * absent). A component that is a record again is a group: its {@code listen} has the key {@code groupListen}.
 */
public final class Config {

    private Config() {}

    /**
     * @param record has a {@code static R defaults()}
     * @param envPrefix such as {@code ASSAY_RELAY}
     * @throws IllegalArgumentException that names the key, the value, where it stands and what is allowed
     */
    public static <R extends Record> R load(
            Class<R> record, @Nullable Path file, Map<String, String> environment, String envPrefix)
            throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        if (file != null) {
            values.putAll(read(file));
        }
        Map<String, RecordComponent> components = components(record, "");
        rejectUnknown(values.keySet(), components, String.valueOf(file));
        for (String key : components.keySet()) {
            @Nullable String value = environment.get(variable(envPrefix, key));
            if (value != null) {
                values.put(key, value);
            }
        }
        rejectUnknownVariables(environment, components, envPrefix);
        return build(record, defaults(record), "", values);
    }

    /** The effective values, one a line, secrets masked. */
    public static String describe(Record config) {
        StringBuilder out = new StringBuilder();
        describe(config, "", out);
        return out.toString();
    }

    private static void describe(Record config, String group, StringBuilder out) {
        for (RecordComponent component : config.getClass().getRecordComponents()) {
            String key = key(group, component);
            Object value = valueOf(config, component);
            if (isGroup(component)) {
                describe((Record) value, key, out);
            } else {
                out.append(key)
                        .append(" = ")
                        .append(secret(key) ? "********" : print(value))
                        .append('\n');
            }
        }
    }

    private static boolean isGroup(RecordComponent component) {
        return component.getType().isRecord() && component.getType() != HostPort.class;
    }

    private static String key(String group, RecordComponent component) {
        String name = component.getName();
        return group.isEmpty() ? name : group + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static boolean secret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.contains("password") || lower.contains("secret") || lower.contains("token");
    }

    private static String print(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.map(Config::print).orElse("");
            case Duration duration -> duration.toMillis() + "ms";
            case Set<?> set ->
                String.join(",", set.stream().map(String::valueOf).sorted().toList());
            case String text -> text.replaceAll("(?i)(password=)[^&;]*", "$1********");
            default -> value.toString();
        };
    }

    private static Map<String, String> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such configuration file");
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        Map<String, String> values = new LinkedHashMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> values.put(key, properties.getProperty(key).strip()));
        return values;
    }

    private static Map<String, RecordComponent> components(Class<?> record, String group) {
        Map<String, RecordComponent> components = new LinkedHashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            String key = key(group, component);
            if (isGroup(component)) {
                components.putAll(components(component.getType(), key));
            } else {
                components.put(key, component);
            }
        }
        return components;
    }

    private static void rejectUnknown(Set<String> keys, Map<String, RecordComponent> known, String where) {
        Set<String> unknown = new TreeSet<>(keys);
        unknown.removeAll(known.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(where + ": unknown " + unknown + "; known keys are " + known.keySet());
        }
    }

    private static void rejectUnknownVariables(
            Map<String, String> environment, Map<String, RecordComponent> known, String prefix) {
        Set<String> unknown = new TreeSet<>(environment.keySet());
        unknown.removeIf(name -> !name.startsWith(prefix + "_"));
        known.keySet().forEach(key -> unknown.remove(variable(prefix, key)));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "environment: unknown " + unknown + "; known keys are " + known.keySet());
        }
    }

    private static String variable(String prefix, String key) {
        return prefix + "_" + key.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    private static <R> R build(Class<R> record, Object defaults, String group, Map<String, String> values) {
        RecordComponent[] components = record.getRecordComponents();
        Object[] arguments = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            String key = key(group, component);
            types[i] = component.getType();
            if (isGroup(component)) {
                arguments[i] = build(component.getType(), valueOf(defaults, component), key, values);
            } else {
                arguments[i] = values.containsKey(key)
                        ? parse(key, component, String.valueOf(values.get(key)))
                        : valueOf(defaults, component);
            }
        }
        try {
            Constructor<R> constructor = record.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    String.valueOf(e.getTargetException().getMessage()), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record + " is no configuration record", e);
        }
    }

    private static Object defaults(Class<?> record) {
        try {
            java.lang.reflect.Method method = record.getDeclaredMethod("defaults");
            method.setAccessible(true);
            return method.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record + " has no static defaults()", e);
        }
    }

    private static Object valueOf(Object record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object parse(String key, RecordComponent component, String text) {
        try {
            return parse(component.getGenericType(), text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " = " + (secret(key) ? "********" : text) + ": " + e.getMessage());
        }
    }

    private static Object parse(Type type, String text) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return text.isEmpty() ? Optional.empty() : Optional.of(parse(generic.getActualTypeArguments()[0], text));
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Set.class) {
            return text.isEmpty()
                    ? Set.of()
                    : java.util.Arrays.stream(text.split(","))
                            .map(part -> parse(generic.getActualTypeArguments()[0], part.strip()))
                            .collect(java.util.stream.Collectors.toUnmodifiableSet());
        }
        return Values.parse((Class<?>) type, text);
    }

    static final class Values {
        private Values() {}

        static Object parse(Class<?> type, String text) {
            return switch (type.getName()) {
                case "java.lang.String" -> text;
                case "int", "java.lang.Integer" -> Integer.valueOf(text);
                case "long", "java.lang.Long" -> Long.valueOf(text);
                case "boolean", "java.lang.Boolean" -> bool(text);
                case "java.nio.file.Path" -> Path.of(text);
                case "java.time.Duration" -> duration(text);
                default -> ours(type, text);
            };
        }

        private static Object ours(Class<?> type, String text) {
            if (type == HostPort.class) {
                return HostPort.parse(text);
            }
            if (type == Digest.class) {
                return Digest.ofHex(text);
            }
            if (type.isEnum()) {
                return constant(type, text);
            }
            throw new IllegalStateException("no configuration can hold a " + type.getName());
        }

        private static Object constant(Class<?> type, String text) {
            for (Object constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("write one of " + List.of(type.getEnumConstants()));
        }

        private static boolean bool(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("write true or false");
            };
        }

        private static Duration duration(String text) {
            java.util.regex.Matcher matcher =
                    java.util.regex.Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)").matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("write up to nine digits and ms, s, m, h or d, such as 250ms");
            }
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        }
    }
}
