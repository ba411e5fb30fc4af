using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
namespace Perron.Platform.Storage;

/// <summary>Locks the rows of a query that is tagged for work, and passes over those that another node has locked.</summary>
internal sealed class SkipLocked : DbCommandInterceptor
{
    public const string Tag = "taken for work";
    public static readonly SkipLocked Instance = new();

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText.StartsWith($"-- {Tag}", StringComparison.Ordinal))
        {
            command.CommandText += "\nFOR UPDATE SKIP LOCKED";
        }

        return new(result);
    }
}
