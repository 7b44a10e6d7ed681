package dev.starfold.bench.growth;

import dev.starfold.bench.Lab;
import dev.starfold.local.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plans that PostgreSQL runs for a request, as auto_explain logs them: those of the services' own statements. */
final class Plans {

    private static final Pattern ENTRY =
            Pattern.compile("(?m)^.*? LOG:  duration: [0-9.]+ ms  plan:\\n((?:\\t.*\\n?)+)");
    private static final Pattern MOMENTARY = Pattern.compile("(?m)^\\tQuery Parameters: .*\\n");
    private static final Pattern STATEMENT = Pattern.compile("(?s)\\tQuery Text: (.*?)\\n\\t[A-Z][A-Za-z ]+  \\(cost");

    private final Lab lab;
    private final Path log;
    private final Set<String> background = new LinkedHashSet<>();

    /** @param log of PostgreSQL */
    Plans(Lab lab, Path log) {
        this.lab = lab;
        this.log = log;
    }

    /** Has every session that begins from now on be able to explain. */
    static void prepare(Lab lab) throws Exception {
        lab.sql(Service.REVIEW, "alter system set session_preload_libraries = 'auto_explain'");
        lab.sql(Service.REVIEW, "alter system set auto_explain.log_analyze = on");
        lab.sql(Service.REVIEW, "alter system set auto_explain.log_buffers = on");
        lab.sql(Service.REVIEW, "alter system set auto_explain.log_timing = off");
        lab.sql(Service.REVIEW, "select pg_reload_conf()");
    }

    /** From now on plans are logged. What services do of their own accord is learnt first, so as to leave it out. */
    void begin() throws Exception {
        lab.sql(Service.REVIEW, "alter system set auto_explain.log_min_duration = 0");
        lab.sql(Service.REVIEW, "select pg_reload_conf()");
        int from = text().length();
        Thread.sleep(20_000);
        entries(text().substring(from)).forEach(plan -> background.add(statement(plan)));
    }

    /** What was planned for the request. */
    List<String> of(Request request) throws Exception {
        int from = text().length();
        request.send();
        // The log is written behind the answer.
        Thread.sleep(100);
        return entries(text().substring(from)).stream()
                .filter(plan -> !background.contains(statement(plan)))
                .toList();
    }

    /** Something that makes a service ask its database. */
    interface Request {
        void send() throws Exception;
    }

    static List<String> entries(String log) {
        List<String> plans = new ArrayList<>();
        for (Matcher entry = ENTRY.matcher(log); entry.find(); ) {
            plans.add(MOMENTARY.matcher(entry.group(1)).replaceAll(""));
        }
        return plans;
    }

    static String statement(String plan) {
        Matcher statement = STATEMENT.matcher(plan);
        return statement.find() ? statement.group(1) : plan;
    }

    private String text() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }
}
