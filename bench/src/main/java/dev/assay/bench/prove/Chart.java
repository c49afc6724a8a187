package dev.assay.bench.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** Seconds over sizes, both by powers, as an SVG that stands alone. */
final class Chart {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 440;
    private static final int LEFT = 70;
    private static final int RIGHT = 150;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final List<String> COLOURS =
            List.of("#0b6e4f", "#c8553d", "#3d5a80", "#8d6a9f", "#b08900", "#444444");

    private final String title;
    private final Map<String, NavigableMap<Integer, Double>> series = new LinkedHashMap<>();

    Chart(String title) {
        this.title = title;
    }

    void add(String name, int log2, double seconds) {
        series.computeIfAbsent(name, key -> new TreeMap<>()).put(log2, seconds);
    }

    void write(Path file) throws IOException {
        Files.writeString(file, svg());
    }

    private String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        text(svg, LEFT, 22, "start", title);
        for (int log2 = leastLog2(); log2 <= mostLog2(); log2++) {
            line(svg, x(log2), TOP, x(log2), HEIGHT - BOTTOM);
            text(svg, x(log2), HEIGHT - BOTTOM + 18, "middle", "2^" + log2);
        }
        for (int power = leastPower(); power <= mostPower(); power++) {
            double y = y(Math.pow(10, power));
            line(svg, LEFT, y, WIDTH - RIGHT, y);
            text(svg, LEFT - 8, y + 4, "end", label(power));
        }
        int index = 0;
        for (Map.Entry<String, NavigableMap<Integer, Double>> each : series.entrySet()) {
            curve(svg, each.getKey(), each.getValue(), COLOURS.get(index++ % COLOURS.size()));
        }
        return svg.append("</svg>\n").toString();
    }

    private void curve(StringBuilder svg, String name, NavigableMap<Integer, Double> points, String colour) {
        StringBuilder path = new StringBuilder();
        points.forEach((log2, seconds) ->
                path.append(String.format(Locale.ROOT, "%s%.1f,%.1f", path.isEmpty() ? "" : " ", x(log2), y(seconds))));
        svg.append("<polyline fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2\" points=\"" + path + "\"/>\n");
        points.forEach((log2, seconds) -> svg.append(String.format(
                Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", x(log2), y(seconds), colour)));
        Map.Entry<Integer, Double> last = points.lastEntry();
        text(svg, x(last.getKey()) + 8, y(last.getValue()) + 4, "start", name);
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
                x1,
                y1,
                x2,
                y2));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, escaped));
    }

    private static String label(int power) {
        return power >= 0 ? String.format(Locale.ROOT, "%.0f s", Math.pow(10, power)) : millis(power + 3);
    }

    private static String millis(int power) {
        return String.format(Locale.ROOT, power >= 0 ? "%.0f ms" : "%.3f ms", Math.pow(10, power));
    }

    private double x(int log2) {
        double steps = Math.max(1, mostLog2() - leastLog2());
        return LEFT + (log2 - leastLog2()) / steps * (WIDTH - LEFT - RIGHT);
    }

    private double y(double seconds) {
        double share = (Math.log10(seconds) - leastPower()) / (mostPower() - leastPower());
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    private int leastLog2() {
        return series.values().stream().mapToInt(SortedMap::firstKey).min().orElse(0);
    }

    private int mostLog2() {
        return series.values().stream().mapToInt(SortedMap::lastKey).max().orElse(1);
    }

    private int leastPower() {
        return (int) Math.floor(Math.log10(seconds().min().orElse(1)));
    }

    private int mostPower() {
        return Math.max(
                leastPower() + 1, (int) Math.ceil(Math.log10(seconds().max().orElse(1))));
    }

    private java.util.stream.DoubleStream seconds() {
        return series.values().stream()
                .flatMap(points -> points.values().stream())
                .mapToDouble(Double::doubleValue);
    }
}
