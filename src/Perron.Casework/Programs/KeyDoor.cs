using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Programs;

/// <summary>Reads the key that a program shows. What was revoked or has run out opens nothing from the next request on.</summary>
internal sealed class KeyDoor(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IServiceScopeFactory scopes, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ";
    private static readonly Duration Coarse = Duration.FromHours(1);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var shown = Request.Headers.Authorization.ToString();
        if (!shown.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || shown[Bearer.Length..].Trim() is not { Length: < 200 } key
            || ProgramKey.PrefixOf(key) is not { } prefix || Context.Features.Get<Commune>() is not { } commune)
        {
            return AuthenticateResult.NoResult();
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        db.Enter(commune.Id);
        db.EnterEveryOrganisation();
        var now = time.GetCurrentInstant();
        if (await db.Set<ProgramKey>().AsNoTracking().SingleOrDefaultAsync(one => one.Prefix == prefix) is not { } found || !found.Opens(key, now))
        {
            return AuthenticateResult.NoResult();
        }

        if (found.UsedAt is not { } used || used + Coarse <= now)
        {
            await db.Set<ProgramKey>().Where(one => one.Id == found.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.UsedAt, now));
        }

        var visitor = new Visitor { Name = found.Name, Commune = commune.Id, Key = found.Id, Organisations = [found.OrganisationId], Scopes = found.Scopes.ToHashSet() };
        return AuthenticateResult.Success(new(visitor.ToPrincipal(Policy.Programs), Policy.Programs));
    }
}
