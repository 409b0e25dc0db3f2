/**
 * Who writes code that is not ours. Lists age; a missing name makes a library's frame look like own code, which a
 * setting (own prefixes) can turn round, and costs precision, not correctness.
 */

/** Packages of the JVM: a name fits itself and all below it. */
export const JVM_LIBRARIES: readonly string[] = [
  ...['java', 'javax', 'jdk', 'sun', 'com.sun', 'jakarta', 'kotlin', 'kotlinx', 'scala', 'groovy', 'clojure', 'oracle'],
  ...['android', 'androidx', 'com.android', 'dalvik', 'libcore', '_COROUTINE', 'org.springframework', 'org.apache'],
  ...['org.hibernate', 'org.eclipse', 'org.jboss', 'org.glassfish', 'org.codehaus', 'org.slf4j', 'ch.qos', 'org.junit'],
  ...['junit', 'org.mockito', 'net.bytebuddy', 'org.jetbrains', 'org.postgresql', 'org.elasticsearch', 'co.elastic'],
  ...['org.aspectj', 'org.flywaydb', 'org.quartz', 'org.h2', 'org.gradle', 'org.yaml', 'org.json', 'org.bouncycastle'],
  ...['org.redisson', 'org.opensearch', 'org.neo4j', 'org.mariadb', 'org.jooq', 'org.mybatis', 'org.keycloak'],
  ...['io.netty', 'io.undertow', 'io.micronaut', 'io.quarkus', 'io.vertx', 'io.grpc', 'io.opentelemetry', 'io.lettuce'],
  ...['io.micrometer', 'io.projectreactor', 'reactor', 'io.reactivex', 'rx', 'io.r2dbc', 'io.ktor', 'io.sentry'],
  ...['io.smallrye', 'io.github.resilience4j', 'io.fabric8', 'io.confluent', 'io.opentracing', 'io.jaegertracing'],
  ...['io.dropwizard', 'io.helidon', 'io.kubernetes', 'io.minio', 'brave', 'zipkin2', 'datadog', 'com.datadog', 'akka'],
  ...['play', 'cats', 'zio', 'monix', 'slick', 'feign', 'liquibase', 'okhttp3', 'okio', 'retrofit2', 'redis.clients'],
  ...['com.google', 'com.fasterxml', 'com.zaxxer', 'com.mysql', 'com.mongodb', 'com.microsoft', 'com.amazonaws'],
  ...['software.amazon', 'com.azure', 'com.netflix', 'com.oracle', 'com.ibm', 'com.rabbitmq', 'com.hazelcast'],
  ...[
    'com.github.benmanes',
    'com.squareup',
    'com.typesafe',
    'com.datastax',
    'com.newrelic',
    'com.intellij',
    'rest.assured',
  ],
];

/** Where a Go import path begins with one of these and has no dot, it is the language's own. */
export const GO_STANDARD: ReadonlySet<string> = new Set(
  (
    'archive bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go ' +
    'hash html image index internal io iter log maps math mime net os path plugin reflect regexp runtime slices sort ' +
    'strconv strings structs sync syscall testing text time unicode unique unsafe weak vendor panic'
  ).split(' ')
);

export const DOTNET_LIBRARIES: readonly string[] = [
  ...['System', 'Microsoft', 'Windows', 'Mono', 'FSharp', 'Newtonsoft', 'Npgsql', 'MySql', 'MySqlConnector', 'Oracle'],
  ...['Serilog', 'NLog', 'log4net', 'AutoMapper', 'MediatR', 'Polly', 'Dapper', 'StackExchange', 'Castle', 'Grpc'],
  ...[
    'FluentValidation',
    'MassTransit',
    'Hangfire',
    'NHibernate',
    'Azure',
    'Amazon',
    'RabbitMQ',
    'Confluent',
    'MongoDB',
  ],
  ...[
    'Swashbuckle',
    'Autofac',
    'OpenTelemetry',
    'Google',
    'Xunit',
    'NUnit',
    'Moq',
    'Quartz',
    'Elastic',
    'Elasticsearch',
  ],
  ...[
    'Nest',
    'IdentityServer4',
    'Duende',
    'Refit',
    'RestSharp',
    'Sentry',
    'Datadog',
    'NServiceBus',
    'Rebus',
    'Orleans',
  ],
  ...[
    'DryIoc',
    'SimpleInjector',
    'Ninject',
    'LinqToDB',
    'Marten',
    'Wolverine',
    'HotChocolate',
    'GraphQL',
    'DynamicClass',
  ],
];
