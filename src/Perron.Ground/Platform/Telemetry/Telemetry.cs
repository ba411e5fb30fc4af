using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Perron.Platform.Storage;
namespace Perron.Platform.Telemetry;

/// <summary>What the house says of itself to those who run it: health, metrics, traces, logs. No personal data: addresses are logged as routes.</summary>
internal static class TelemetryRegistration
{
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHealthChecks().AddCheck<DatabaseAnswers>("database", tags: ["ready"]);
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("perron"))
            .WithMetrics(metrics => metrics
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql", "Perron")
                .AddPrometheusExporter());
        if (configuration["Perron:Telemetry:Otlp"] is { Length: > 0 } written)
        {
            var collector = SettingChecks.Address("Perron:Telemetry:Otlp", written, "Write the address of an OpenTelemetry collector, such as http://127.0.0.1:4317.");
            telemetry
                .WithMetrics(metrics => metrics.AddOtlpExporter(exporter => exporter.Endpoint = collector))
                .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddSource("Npgsql").AddOtlpExporter(exporter => exporter.Endpoint = collector))
                .WithLogging(logs => logs.AddOtlpExporter(exporter => exporter.Endpoint = collector));
        }

        if (configuration["Perron:Telemetry:Logs"] == "json")
        {
            services.AddLogging(logging => logging.AddJsonConsole(console => console.UseUtcTimestamp = true));
        }
    }

    private sealed class DatabaseAnswers(IServiceScopeFactory scopes) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellation = default)
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<PerronDb>().Database.CanConnectAsync(cancellation)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}
