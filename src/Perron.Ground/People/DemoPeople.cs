using NodaTime;
using Perron.Communes;
using Perron.Platform.Storage;
namespace Perron.People;

/// <summary>The people of a demonstration commune.</summary>
public static class DemoPeople
{
    public static Task Load(PerronDb db, Commune commune, string catalogue, Instant now) => Task.CompletedTask;
}
